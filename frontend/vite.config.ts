// One entry that the pages import when the map is asked for, and MapLibre's worker beside it as a
// file of its own: the content security policy of the pages allows no blob: and no inline code.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/zhihui/web/public/static/built",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: { map: "src/map.ts" },
      preserveEntrySignatures: "strict",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".mjs"))
            ? "[name]-[hash].js"
            : "[name]-[hash][extname]",
      },
    },
  },
});
