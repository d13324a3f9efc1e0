"""The invented world: who the customers truly are, before any system wrote them down."""
