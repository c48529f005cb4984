package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The run in two lines and a few facts. */
final class Headline {
    private Headline() {}

    static ObjectNode of(Run run) {
        ObjectNode view = View.object();
        view.put("source", run.input().path("source").asText("recorded events"));
        view.put("data", data(run.input()));
        view.put("protocol", protocol(run.manifest().path("protocol")));
        view.set("verdict", new Verdict(run.models()).view());
        view.set("notes", notes(run));
        return view;
    }

    private static String data(JsonNode input) {
        String span = span(input);
        return count(input, "events") + " of " + count(input, "users") + " with " + count(input, "items")
                + (span.isEmpty() ? "" : ", " + span) + values(input);
    }

    private static String span(JsonNode input) {
        if (!input.path("first_event_ms").isNumber()
                || !input.path("last_event_ms").isNumber()) {
            return "";
        }
        String first = Times.day(input.path("first_event_ms").asLong());
        String last = Times.day(input.path("last_event_ms").asLong());
        return first.equals(last) ? first : first + " to " + last;
    }

    private static String values(JsonNode input) {
        JsonNode least = input.path("min_value");
        if (!least.isNumber()) {
            return ", whatever their value";
        }
        double value = least.asDouble();
        return ", values of " + (value == Math.rint(value) ? Numbers.count(value) : least.asText()) + " and more";
    }

    private static String protocol(JsonNode protocol) {
        return mode(protocol.path("mode").asText()) + " "
                + variant(protocol.path("variant").asText());
    }

    private static String mode(String mode) {
        return switch (mode) {
            case "G" -> "Mode G: a user’s simultaneous events are all tested before any of them is learned.";
            case "S" -> "Mode S: events are tested and learned one at a time, in the order of the file.";
            default -> "Mode " + mode + ".";
        };
    }

    private static String variant(String variant) {
        return switch (variant) {
            case "X" -> "Variant X: items are consumed once, so what a user had is neither recommended nor tested.";
            case "I" -> "Variant I: items are consumed repeatedly, so nothing is left out.";
            default -> "Variant " + variant + ".";
        };
    }

    private static ArrayNode notes(Run run) {
        ArrayNode notes = View.object().arrayNode();
        long warmUp = run.manifest().path("protocol").path("warm_up_events").asLong();
        if (warmUp > 0) {
            notes.add("The first " + Numbers.count(warmUp) + " events were learned from but not tested.");
        }
        long damaged = run.input().path("damaged_rows").asLong();
        if (damaged > 0) {
            notes.add(Numbers.count(damaged) + " damaged rows were left out.");
        }
        return notes;
    }

    /** "1 user", "2 users". */
    private static String count(JsonNode node, String things) {
        double count = Numbers.value(node.path(things));
        String noun = count == 1 ? things.substring(0, things.length() - 1) : things;
        return Numbers.count(count) + " " + noun;
    }
}
