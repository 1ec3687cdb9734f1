// What the world does to the driver's page (its scripts share nothing with other pages: the worker keeps them as one). Each is told apart from a slip of ours, which goes on to where a developer sees it.

/** No network, or a request or an answer that was broken off: `fetch` says it by these two kinds. */
export const isAway = (failure: unknown): boolean => failure instanceof TypeError || failure instanceof DOMException;

/** What is no JSON. */
export const isUnreadable = (failure: unknown): boolean => failure instanceof SyntaxError;
