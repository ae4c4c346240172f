type News = "signed-in" | "signed-out";

// One channel for sending and receiving, so that a tab does not get its own messages.
const channel = new BroadcastChannel("session");

export const notifyOtherTabs = (news: News): void => channel.postMessage(news);

export function onNewsOfOtherTabs(hear: (news: News) => Promise<void>): void {
  channel.onmessage = ({ data }) => void hear(data);
}
