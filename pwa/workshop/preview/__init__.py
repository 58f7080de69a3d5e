"""The live preview for translators."""
