type News = "signed-in" | "signed-out";

// The same one tells and hears, so that no tab hears itself.
const channel = new BroadcastChannel("session");

export const notifyOtherTabs = (news: News): void => channel.postMessage(news);

export function onNewsOfOtherTabs(hear: (news: News) => Promise<void>): void {
  channel.onmessage = ({ data }) => void hear(data);
}
