"""Break one property of a sound stack: exactly the control that reads it must fail."""
