export const CREDENTIALS = {
  sbmId: "4711",
  apiUserId: "42",
  apiUserKey: "prov-nyckel-åäö",
  integrationKey: "prov-integration",
}

/** What a store's environment says of the Specter at that address; its callbacks come to `publicUrl`. */
export function joinedTo(specterUrl: string, publicUrl = "http://127.0.0.1:9"): Record<string, string> {
  return {
    SPECTER_SBM_ID: CREDENTIALS.sbmId,
    SPECTER_API_USER_ID: CREDENTIALS.apiUserId,
    SPECTER_API_USER_KEY: CREDENTIALS.apiUserKey,
    SPECTER_INTEGRATION_KEY: CREDENTIALS.integrationKey,
    SPECTER_BASE_URL: specterUrl,
    SPECTER_PUBLIC_URL: publicUrl,
    SPECTER_CALLBACK_SECRET: "prov-hemlighet-0123456789",
  }
}
