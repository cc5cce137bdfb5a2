"""What a judgement stands on: the records of a programme, the rules in force, what was found."""
