"""What is kept, decided and shown. Low to high: the order in which a record meets the apps."""
