import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { serverInDev } from './server/dev-plugin.ts';

export default defineConfig({
  plugins: [serverInDev(), sveltekit()],
  css: {
    preprocessorOptions: { scss: { quietDeps: true } },
    // govuk-frontend keeps a hack for old browsers (`@media screen\0`) that lightningcss rejects.
    lightningcss: { errorRecovery: true }
  }
});
