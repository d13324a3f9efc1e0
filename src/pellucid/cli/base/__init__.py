"""Commands that work in a base. Each module may import models: door.py has opened the base before."""
