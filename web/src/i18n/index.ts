import { watch } from 'vue'
import { createI18n } from 'vue-i18n'
import { language } from '@/composables/preferences'
import en from './en.json'
import zh from './zh.json'

export const i18n = createI18n({ legacy: false, locale: language.value, fallbackLocale: 'zh', messages: { zh, en } })

watch(language, (now) => (i18n.global.locale.value = now))
