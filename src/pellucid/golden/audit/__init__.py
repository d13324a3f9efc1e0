"""How good the data is: dimensions and scorecard."""
