/** Two sets of colours; every text colour has a contrast of 4.5 or more on every ground that it stands on. */

const LIGHT = `
  --ground: #ffffff;
  --surface: #f5f7fa;
  --raised: #ffffff;
  --text: #1a1f26;
  --dim: #586272;
  --line: #d9dfe7;
  --strong-line: #aab4c2;
  --accent: #0b57c4;
  --client: #0b57c4;
  --server: #7a2bb8;
  --other: #8a4200;
  --ok: #146c2e;
  --warn: #7d5000;
  --error: #b3201a;
  --ok-ground: #e5f4e9;
  --warn-ground: #fdf1d8;
  --error-ground: #fdeae8;
  --chosen: #e2edfd;
  --on-color: #ffffff;
`;

const DARK = `
  --ground: #0f141a;
  --surface: #161c24;
  --raised: #1d252f;
  --text: #e4e9f0;
  --dim: #9ca8b8;
  --line: #2c3643;
  --strong-line: #566373;
  --accent: #82b4ff;
  --client: #82b4ff;
  --server: #d0a2ff;
  --other: #f2b27a;
  --ok: #6cd48f;
  --warn: #efbd5b;
  --error: #ff8f86;
  --ok-ground: #12301d;
  --warn-ground: #35280c;
  --error-ground: #3a1a19;
  --chosen: #1c3354;
  --on-color: #0f141a;
`;

export const COLORS = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
@media print { :root { color-scheme: light; ${LIGHT} } }
`;
