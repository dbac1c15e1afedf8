"""The core: what things are and what is valid. Standard library only; no clock, no input or output, no logging."""
