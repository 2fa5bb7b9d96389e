// The ids of the demo's refs. They change only when a story does; then copy them anew from the failing test.

/** Object ids by repository and full ref name. */
export const TIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'upstream/gdb.git': {
    'refs/heads/gdb-14-branch': '106f7d68dbf684acffcebdeff07874c5c32bf4f8',
    'refs/heads/gdb-15-branch': '585ea178a18c20ff7fa3bf5a78d3b4491b02c7b9',
    'refs/heads/master': '7a24ba7d77ad28462c6ad1988ea6bf3f80c91914',
    'refs/tags/gdb-14.1-release': '8afea1708e2e8bfa5351b54dcbd3147d67c5dad5',
    'refs/tags/gdb-15.1-release': '698dda64924e54d021659eec3c8edc8330f4e5c1',
    'refs/tags/gdb-16.1-release': 'b11cebd92fbb38aad6b29705b1e8d88e56779752',
  },
  'downstream/gdb': {
    'refs/heads/vendor/gdb-14': '9ed1e776d50353f23290b884c0284b97d32b519c',
    'refs/heads/vendor/gdb-15': 'a92d2f86c4693f9879fd512cf7b78831f4845c2b',
    'refs/tags/gdb-14.1-release': '8afea1708e2e8bfa5351b54dcbd3147d67c5dad5',
    'refs/tags/gdb-15.1-release': '698dda64924e54d021659eec3c8edc8330f4e5c1',
  },
  'upstream/qemu-nvmm.git': {
    'refs/heads/master': 'fd866e3a6bea6fd8950d5a2281d61b9c5517ccda',
    'refs/heads/staging': '19c14206ce7f3c0a7cc32201e6259aee54a8c830',
    'refs/heads/topic/docs': '8a15d10e5da30a6830858a5e8cdb8f57ecf6f86e',
    'refs/heads/topic/nvmm': 'a53d19c4abde4231fb25a5f5d049a980fa0e4496',
    'refs/tags/v5.2.0': '0a12e6aac76cd0464ab196966069fea8bec48c6b',
    'refs/tags/v6.0.0': 'c0a34125d360e2ff7e1cb2e18b9f65aff4d537b4',
    'refs/tags/v6.1.0': '06b274ecbaa303a3160c1f52d5b159bf45158e65',
    'refs/tags/v6.1.0-rc1': '09703e74b7c1f8c5d4be009374c391b78bd5dcc0',
    'refs/tags/v6.2.0': '64bb99038084b86700cd7e6ac53b5f5285f7d0a8',
    'refs/tags/v7.0.0': 'a58ac524501c810049119ea0fb5bf5764c31f369',
  },
  'downstream/qemu-nvmm': { 'refs/heads/nvmm': '883810de82c7de4e16930f4aead870e5fd20f6be' },
  'upstream/jemalloc.git': {
    'refs/heads/dev': '3a5e6d6abaec0ab4d993a36d8f41aa0bac656ee9',
    'refs/heads/next': 'f1beb36adeb78d996917406960b3f2c616c92bb8',
    'refs/tags/5.2.1': 'cb8725ddbc07a7c6faf900f02d3edc9296413371',
    'refs/tags/5.3.0': 'db0c9e82112fc3740e725b7d2e8fc6d0e18a99c2',
    'refs/tags/5.3.1': 'bf56bb66c9717c1d043438aab7c5cf090c128aaf',
  },
  'downstream/jemalloc': { 'refs/heads/local/stable': '3710768b006ee1e058e2387f7b4547bc49d4fbd9' },
  'downstream/packages': { 'refs/heads/trunk': 'f4e21e9e854335f8cf32219e8c373e31269853e7' },
};
