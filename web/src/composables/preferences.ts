import { ref, watch } from 'vue'

export type Language = 'zh' | 'en'
export type Theme = 'auto' | 'light' | 'dark'

function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(key)
    return allowed.find((choice) => choice === value) ?? otherwise
  } catch {
    return otherwise
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Private windows may refuse; the choice then holds until the page is closed.
  }
}

export const language = ref<Language>(stored('junheng.language', ['zh', 'en'], 'zh'))
export const theme = ref<Theme>(stored('junheng.theme', ['auto', 'light', 'dark'], 'auto'))
export const isDark = ref(false)

/** Keeps <html> in step with the choices; called once at the start. */
export function applyPreferences(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    isDark.value = theme.value === 'dark' || (theme.value === 'auto' && dark.matches)
    document.documentElement.classList.toggle('dark', isDark.value)
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
  }
  dark.addEventListener('change', apply)
  watch([theme, language], () => {
    store('junheng.theme', theme.value)
    store('junheng.language', language.value)
    apply()
  })
  apply()
}
