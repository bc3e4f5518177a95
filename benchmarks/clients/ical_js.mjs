// The feed of an address as ical.js has it, the parser of Thunderbird: one JSON array.
import { createRequire } from "node:module";

const require = createRequire(process.argv[2]);
const ICAL = await import(require.resolve("ical.js")).then((module) => module.default);
const text = await (await fetch(process.argv[3])).text();
const calendar = new ICAL.Component(ICAL.parse(text));

// Only what the file itself explains is known of any zone.
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const moment = (time) =>
  time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000", "");

const told = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const status = component.getFirstPropertyValue("status");
  const times = [moment(event.startDate), moment(event.endDate)];
  return [event.uid, ...times, status, event.summary];
});
console.log(JSON.stringify(told));
