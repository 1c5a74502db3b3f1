"""A scenario on the hall floor: customers waiting, the conversation, replies and steps, the clock."""
