"""Evolution's backend, subscribed to a feed: run by the Python of the system, in its own bus.

Prints what it holds as a JSON line after the first poll and the one that changes nothing, waits
for a line, and prints again after the next poll.
"""

import json
import sys
import time

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, GLib, ICalGLib  # noqa: E402  # versions come first

SECONDS = 60


def subscribed(address):
    """A client of the calendar at an address, as Evolution would make one."""
    source = EDataServer.Source.new(None, None)
    source.set_display_name("missions")
    source.set_parent("webcal-stub")
    calendar = source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR)
    calendar.set_backend_name("webcal")
    calendar.set_selected(True)
    place = source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND)
    place.set_uri(GLib.Uri.parse(address, GLib.UriFlags.NONE))
    source.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_method("none")
    source.get_extension(EDataServer.SOURCE_EXTENSION_OFFLINE).set_stay_synchronized(True)
    EDataServer.SourceRegistry.new_sync(None).commit_source_sync(source, None)
    return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, SECONDS, None)


def told(client):
    """Every entry that the backend holds."""
    _, found = client.get_object_list_as_comps_sync("#t", None)
    return sorted(entry(client, each.get_icalcomponent()) for each in found)


def entry(client, component):
    """UID, start, end, status, summary; moments in UTC."""
    whole = ECal.Component.new_from_icalcomponent(component.clone())
    status = component.get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY)
    return [
        component.get_uid(),
        moment(client, whole.get_dtstart()),
        moment(client, whole.get_dtend()),
        status.get_value_as_string(),
        component.get_summary(),
    ]


def moment(client, at):
    """A time in UTC by the zone that the backend knows under the TZID, or a day."""
    value = at.get_value()
    if value.is_date():
        return f"{value.get_year()}-{value.get_month():02}-{value.get_day():02}"
    name = at.get_tzid()
    if name and name != "UTC":
        _, zone = client.get_timezone_sync(name, None)
        value.set_timezone(zone)
        value.convert_to_zone_inplace(ICalGLib.Timezone.get_utc_timezone())
    clock = f"{value.get_hour():02}:{value.get_minute():02}:{value.get_second():02}"
    return f"{value.get_year()}-{value.get_month():02}-{value.get_day():02}T{clock}Z"


def polled(client, before):
    """What it holds after a poll that may bring something else, once it has."""
    client.refresh_sync(None)
    deadline = time.monotonic() + SECONDS
    now = told(client)
    while now == before and time.monotonic() < deadline:
        time.sleep(0.25)
        now = told(client)
    return now


def settled(client):
    """What it holds, once that has been the same for two seconds."""
    last, since = told(client), time.monotonic()
    while time.monotonic() < since + 2:
        time.sleep(0.25)
        now = told(client)
        if now != last:
            last, since = now, time.monotonic()
    return last


def main():
    """Subscribe, poll, tell; wait; poll, tell."""
    client = subscribed(sys.argv[1])
    polled(client, [])
    first = settled(client)
    client.refresh_sync(None)
    time.sleep(2)
    print(json.dumps(first), flush=True)
    sys.stdin.readline()
    polled(client, first)
    print(json.dumps(settled(client)), flush=True)


main()
