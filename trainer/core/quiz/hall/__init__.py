"""What questions on the hall's own language are made of: shown phrases, quotations read anew, tables."""
