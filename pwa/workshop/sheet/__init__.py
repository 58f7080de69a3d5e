"""The sheet: one HTML file in which somebody translates or signs on a phone, and what comes back from it."""
