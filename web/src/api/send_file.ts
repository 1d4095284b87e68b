import { ApiError, type ErrorBody } from './api_error'
import type { Upload } from './types'

export interface SendOptions {
  mapping: string
  csrfToken: string
  language: string
  onProgress: (share: number) => void
}

/** Sends the bytes of a file with its progress, which fetch does not tell. */
export function sendFile(file: File, options: SendOptions): Promise<Upload> {
  const query = new URLSearchParams({ name: file.name })
  if (options.mapping !== '') query.set('mapping', options.mapping)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/uploads?${query.toString()}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-CSRF-Token', options.csrfToken)
    request.setRequestHeader('Accept-Language', options.language)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(ApiError.unreachable())
    request.onload = () => {
      let body: unknown
      try {
        body = JSON.parse(request.responseText)
      } catch {
        body = undefined
      }
      if (request.status >= 200 && request.status < 300) resolve(body as Upload)
      else reject(ApiError.fromBody(request.status, body as Partial<ErrorBody> | undefined))
    }
    request.send(file)
  })
}
