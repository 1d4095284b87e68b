import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './styles/main.css'
import { createApp } from 'vue'
import App from './App.vue'
import { setSessionLostHandler } from './api/client'
import { applyPreferences } from './composables/preferences'
import { forgetSession } from './composables/session'
import { i18n } from './i18n'
import { router } from './router'

applyPreferences()
setSessionLostHandler(() => {
  forgetSession()
  const here = router.currentRoute.value
  if (here.meta.isPublic !== true) void router.replace({ name: 'login', query: { next: here.fullPath } })
})
createApp(App).use(i18n).use(router).mount('#app')
