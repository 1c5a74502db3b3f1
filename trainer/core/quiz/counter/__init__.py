"""What questions on acceptance and days share: visits, the engine with one error, the second reading."""
