import { memoryTexts } from "../texts/memory.ts";
import { LongText } from "./long-text.tsx";
import { MarkedWords } from "./marked.tsx";
import { speakerOf } from "./speaker.ts";

/** What both sides of an exchange said, with the words of `question` highlighted. */
export const Sides = ({
  exchange,
  question,
}: {
  exchange: { user_message: string; agent_response: string; metadata: Record<string, unknown> };
  question: string;
}) => (
  <div className="mt-2 grid gap-2">
    <Side speaker={speakerOf(exchange)} text={exchange.user_message} question={question} />
    {exchange.agent_response !== "" && (
      <Side speaker={memoryTexts.theAgent} text={exchange.agent_response} question={question} />
    )}
  </div>
);

const Side = ({ speaker, text, question }: { speaker: string | null; text: string; question: string }) => (
  <div>
    {speaker !== null && <p className="text-sm font-medium text-dim">{speaker}</p>}
    <LongText text={text}>{(shown) => <MarkedWords text={shown} question={question} />}</LongText>
  </div>
);
