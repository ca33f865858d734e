/** By whom and with whom an event is: words like others, with a sign before them that no text leaves. */
export const organizerWord = (organizationId: string): string => `=${organizationId}`;
export const performerWord = (performerId: string): string => `=${performerId}`;
