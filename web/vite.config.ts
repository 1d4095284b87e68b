import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  plugins: [vue(), Components({ dirs: [], dts: 'src/components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: { target: 'es2020', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200, reportCompressedSize: false, outDir: process.env.JUNHENG_WEB_OUT ?? 'dist', emptyOutDir: true },
  server: { proxy: { '/api': process.env.JUNHENG_SERVER ?? 'http://127.0.0.1:8080' } },
  test: { include: ['test/unit/**/*.test.ts', 'test/gallery/**/*.test.ts'], environment: 'node', server: { deps: { inline: ['element-plus'] } } }
})
