/* What libical thinks of a file: the property tables of iTIP (RFC 5546), and every VEVENT in UTC.

   First line: components, parse errors, 1 where icalrestriction_check passes. Then a line an
   entry: UID, start, end, status, summary, divided by tabs. Then X-LIC-ERROR lines.
   gcc icalcheck.c -o icalcheck -lical && ./icalcheck < FILE */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *all_of(FILE *file) {
    size_t held = 0, room = 1 << 16;
    char *text = malloc(room);
    size_t got;
    while ((got = fread(text + held, 1, room - held - 1, file)) > 0) {
        held += got;
        if (room - held < 2) text = realloc(text, room *= 2);
    }
    text[held] = 0;
    return text;
}

static void print_time(struct icaltimetype at) {
    if (at.is_date) {
        printf("%04d-%02d-%02d\t", at.year, at.month, at.day);
        return;
    }
    at = icaltime_convert_to_zone(at, icaltimezone_get_utc_timezone());
    printf("%04d-%02d-%02dT%02d:%02d:%02dZ\t", at.year, at.month, at.day, at.hour, at.minute,
           at.second);
}

static void print_entry(icalcomponent *entry) {
    icalproperty *status = icalcomponent_get_first_property(entry, ICAL_STATUS_PROPERTY);
    const char *summary = icalcomponent_get_summary(entry);
    printf("%s\t", icalcomponent_get_uid(entry));
    print_time(icalcomponent_get_dtstart(entry));
    print_time(icalcomponent_get_dtend(entry));
    printf("%s\t", status ? icalproperty_get_value_as_string(status) : "");
    printf("%s\n", summary ? summary : "");
}

int main(void) {
    icalcomponent *calendar = icalparser_parse_string(all_of(stdin));
    if (!calendar) {
        fprintf(stderr, "libical cannot parse this.\n");
        return 2;
    }
    int errors = icalcomponent_count_errors(calendar);
    int passes = icalrestriction_check(calendar);
    printf("%d %d %d\n", icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), errors,
           passes);
    for (icalcomponent *entry = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         entry; entry = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        print_entry(entry);
    for (char *line = strtok(icalcomponent_as_ical_string(calendar), "\r\n"); line;
         line = strtok(NULL, "\r\n"))
        if (!strncmp(line, "X-LIC-ERROR", 11)) printf("%s\n", line);
    return 0;
}
