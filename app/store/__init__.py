"""The only home of SQLAlchemy: one encrypted database per profile."""
