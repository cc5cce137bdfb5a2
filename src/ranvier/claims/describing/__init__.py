"""What a report tells beside the verdicts: who was treated, who was left, what was published."""
