import { EmailMessage } from "cloudflare:email";
import { outcomes } from "../entry";

const raw = (headers: Record<string, string>) => Object.entries(headers).map(([k, v]) => `${k}: ${v}\r\n`).join("") + "\r\nText\r\n";
const good = { From: "A <a@example.com>", To: "b@example.com", Subject: "Hello", "Message-ID": "<1@example.com>" };
const { "Message-ID": _id, ...noId } = good;
const sent = async (promise: Promise<any>) => String((await promise).messageId).replace(/[0-9A-Za-z-]+@/, "<id>@");

export const sendingMessages = {
  async test(_: unknown, { EMAIL, TO_ONE, FROM_SOME }: any) {
    const message = (from: string, to: string, headers: Record<string, string>) => new EmailMessage(from, to, raw(headers));
    return outcomes({
      sent: () => sent(EMAIL.send(message("a@example.com", "b@example.com", good))),
      noId: () => EMAIL.send(message("a@example.com", "b@example.com", noId)),
      otherFrom: () => EMAIL.send(message("x@example.com", "b@example.com", good)),
      received: () => EMAIL.send(message("a@example.com", "b@example.com", { ...good, Received: "x" })),
      notAllowed: () => TO_ONE.send(message("a@example.com", "b@example.com", good)),
      allowed: () => sent(TO_ONE.send(message("a@example.com", "one@example.com", good))),
      sender: () => FROM_SOME.send(message("c@example.com", "b@example.com", good)),
      builder: () => sent(EMAIL.send({ from: "a@example.com", to: ["b@example.com"], subject: "S", text: "T", html: "<p>" })),
      builderNamed: () => sent(EMAIL.send({ from: { name: "A", email: "a@example.com" }, to: "b@example.com", subject: "S", text: "T" })),
      builderRefused: () => TO_ONE.send({ from: "a@example.com", to: ["one@example.com", "b@example.com"], subject: "S", text: "T" }),
      builderSender: () => FROM_SOME.send({ from: "c@example.com", to: "b@example.com", subject: "S", text: "T" }),
    });
  },
};
