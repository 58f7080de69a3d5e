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
};
