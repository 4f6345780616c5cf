/**
 * Few files start sooner than many: finding and linking some hundred modules takes longer than a small capture.
 * What is loaded on demand stays a file of its own, and packages stay outside.
 */
export default {
  input: {
    run: 'build/modules/cli/run.js',
    worker: 'build/modules/cli/worker.js',
    index: 'build/modules/index.js',
  },
  // What does not begin with a dot or a slash is a package or comes with Node.js.
  external: /^[^./]/,
  output: { dir: 'dist', format: 'es', chunkFileNames: '[name].js' },
  onwarn(warning) {
    throw new Error(warning.message);
  },
};
