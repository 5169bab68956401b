"""What a register is: kinds, fields, records, markings, states, findings and messages."""
