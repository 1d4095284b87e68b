import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { isLoggedIn, loadSession, may, type Permission } from './composables/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without a session. */
    isPublic?: boolean
    permission?: Permission
    /** Key of the page's name in the catalogue. */
    title?: string
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { isPublic: true, title: 'login.title' } },
  { path: '/link/:token', name: 'link', component: () => import('./pages/LinkPage.vue'), props: true, meta: { isPublic: true, title: 'link.title' } },
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'nav.overview' } },
  { path: '/run/:run/area/:area', name: 'overview', component: () => import('./pages/OverviewPage.vue'), meta: { permission: 'run:read', title: 'nav.overview' } },
  { path: '/run/:run/area/:area/schools', name: 'schools', component: () => import('./pages/SchoolsPage.vue'), meta: { permission: 'run:read', title: 'nav.schools' } },
  { path: '/run/:run/area/:area/school/:school', name: 'school', component: () => import('./pages/SchoolPage.vue'), meta: { permission: 'run:read', title: 'nav.school' } },
  { path: '/run/:run/area/:area/forecast', name: 'forecast', component: () => import('./pages/ForecastPage.vue'), meta: { permission: 'run:read', title: 'nav.forecast' } },
  { path: '/run/:run/area/:area/what-if', name: 'what-if', component: () => import('./pages/WhatIfPage.vue'), meta: { permission: 'run:read', title: 'nav.whatIf' } },
  { path: '/run/:run/area/:area/scenarios', name: 'scenarios', component: () => import('./pages/ScenariosPage.vue'), meta: { permission: 'scenario:read', title: 'nav.scenarios' } },
  { path: '/run/:run/area/:area/compare', name: 'compare', component: () => import('./pages/ComparePage.vue'), meta: { permission: 'run:read', title: 'nav.compare' } },
  { path: '/run/:run/area/:area/monitors', name: 'monitors', component: () => import('./pages/MonitorsPage.vue'), meta: { permission: 'run:read', title: 'nav.monitors' } },
  { path: '/run/:run/area/:area/review', name: 'review', component: () => import('./pages/ReviewPage.vue'), meta: { permission: 'run:read', title: 'nav.review' } },
  { path: '/run/:run/area/:area/league', name: 'league', component: () => import('./pages/LeaguePage.vue'), meta: { permission: 'run:read', title: 'nav.league' } },
  { path: '/import/:upload?', name: 'import', component: () => import('./pages/ImportPage.vue'), meta: { permission: 'snapshot:import', title: 'nav.import' } },
  { path: '/snapshots', name: 'snapshots', component: () => import('./pages/SnapshotsPage.vue'), meta: { permission: 'snapshot:read', title: 'nav.snapshots' } },
  { path: '/admin/accounts', name: 'accounts', component: () => import('./pages/AccountsPage.vue'), meta: { permission: 'account:manage', title: 'nav.accounts' } },
  { path: '/admin/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue'), meta: { permission: 'setting:manage', title: 'nav.settings' } },
  { path: '/admin/boundaries', name: 'boundaries', component: () => import('./pages/BoundariesPage.vue'), meta: { permission: 'boundary:write', title: 'nav.boundaries' } },
  { path: '/admin/audit', name: 'audit', component: () => import('./pages/AuditPage.vue'), meta: { permission: 'audit:read', title: 'nav.audit' } },
  { path: '/admin/backups', name: 'backups', component: () => import('./pages/BackupsPage.vue'), meta: { permission: 'backup:make', title: 'nav.backups' } },
  { path: '/account', name: 'account', component: () => import('./pages/AccountPage.vue'), meta: { title: 'nav.account' } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./pages/MissingPage.vue'), meta: { title: 'missing.title' } }
]

export const router = createRouter({ history: createWebHashHistory(), routes, scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }) })

let isSessionAsked = false

router.beforeEach(async (to) => {
  if (!isSessionAsked && to.name !== 'link') {
    isSessionAsked = true
    try {
      await loadSession()
    } catch {
      // The server cannot be reached; the log-in page tells so when it is used.
    }
  }
  if (to.meta.isPublic === true) return to.name === 'login' && isLoggedIn.value ? { name: 'home' } : true
  if (!isLoggedIn.value) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if (to.meta.permission !== undefined && !may(to.meta.permission)) return { name: 'missing', params: { rest: to.path.slice(1).split('/') } }
  return true
})
