"""What translators run: see TRANSLATING.md."""
