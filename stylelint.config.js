// Rules for the styles: the standard set, less what would only restyle them.

export default {
  extends: "stylelint-config-standard",
  rules: {
    // Rules stand by subject and by how they are read; what must win stands later, with no more specificity than needed.
    "no-descending-specificity": null,
    "at-rule-empty-line-before": null,
    "rule-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    // The range notation is not for the oldest browsers that this is for.
    "media-feature-range-notation": "prefix",
    // Known by these names in all or in some of them.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["mask", "text-size-adjust"] }],
    "declaration-no-important": true,
    "selector-max-id": 1,
  },
  overrides: [
    {
      files: ["pwa/static/**/*.css"],
      rules: {
        // Steps of the scales in common/tokens.css, and nothing between them. What a page is wide or a picture high is its own.
        "declaration-property-value-disallowed-list": {
          "/^font-size$|^(scroll-)?(padding|margin)|gap$|radius$|^inset/": ["/\\d(px|rem|em)\\b/"],
          "/^min-(block|inline)-size$/": ["/\\dpx\\b/"],
        },
      },
    },
  ],
};
