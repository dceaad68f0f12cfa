"""Steps from one schema to the next, as frozen SQL, and what runs them."""
