"""What a patient agreed to, and whether it holds now."""
