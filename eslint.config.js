// Rules for the scripts of pages, of the worker, and of the preview. Types are judged by tsc (jsconfig.json).

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".nox/", ".venv/", "dist/", "build/", "node_modules/", "pwa/static/vendor/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "arrow-body-style": "off",
      complexity: ["error", 12],
      "consistent-return": "error",
      "default-param-last": "error",
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-console": "error",
      "no-constructor-return": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-promise-executor-return": "error",
      "no-shadow": "error",
      "no-template-curly-in-string": "error",
      "no-throw-literal": "error",
      "no-unreachable-loop": "error",
      "no-unused-expressions": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-concat": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "one-var": ["error", "never"],
      "prefer-const": "error",
      "prefer-template": "error",
      "require-atomic-updates": "off",
      "sort-imports": ["error", { ignoreDeclarationSort: true, ignoreCase: true }],
      yoda: "error",
    },
  },
  { files: ["tools/**/*.mjs"], languageOptions: { ecmaVersion: 2025, globals: globals.node }, rules: { "no-console": "off" } },
  {
    files: ["pwa/static/common/theme.js", "pwa/static/common/after-paint.js", "pwa/static/common/early-fields.js", "pwa/static/cramp/first-card.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    // A module that waits at its top is none for Chromium below 89 and iOS below 15: no tick would count, no record show.
    files: ["pwa/static/**"],
    rules: { "no-restricted-syntax": ["error", "Program > ExpressionStatement > AwaitExpression"] },
  },
  {
    files: ["pwa/static/worker/**", "**/make_way.js"],
    languageOptions: { globals: globals.serviceworker },
  },
];
