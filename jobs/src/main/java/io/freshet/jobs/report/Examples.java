package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Some real users: what they had, what each model showed them, and what they took; as much as keeps the page small. */
final class Examples {
    private static final int USERS = 8;
    private static final int LIST_ITEMS = 2_400;
    private static final int TAKEN = 12;
    private static final int HISTORY = 20;
    private static final int LONGEST_TITLE = 80;

    private final JsonNode users;
    private final List<Model> models;
    private final int tests;

    Examples(Run run) {
        this.users = run.users();
        this.models = run.models();
        int shown = Math.max(1, Math.min(USERS, users.size()));
        this.tests = Math.max(1, LIST_ITEMS / (shown * 10 * Math.max(1, models.size())));
    }

    /** Empty without examples. */
    ArrayNode view() {
        ArrayNode view = first(users, USERS).stream().map(this::user).collect(View.toList());
        for (int i = 0; i < view.size(); i++) {
            ((ObjectNode) view.get(i)).put("open", i == 0);
        }
        return view;
    }

    private ObjectNode user(JsonNode user) {
        JsonNode all = user.path("tests");
        List<JsonNode> shown = first(all, tests);
        ObjectNode view = View.object().put("user", user.path("user").asText());
        view.put("summary", summary(shown));
        view.set("history", View.list(last(user.path("history"), HISTORY), Examples::had));
        view.set("tests", View.list(shown, this::test));
        view.put("left", all.size() > shown.size() ? Numbers.count(all.size() - shown.size()) : "");
        return view;
    }

    private String summary(List<JsonNode> shown) {
        long hits = shown.stream().filter(this::isHitOfAny).count();
        return hits + " of " + shown.size() + (shown.size() == 1 ? " visit" : " visits") + " hit by some model";
    }

    private boolean isHitOfAny(JsonNode test) {
        return models.stream().anyMatch(model -> !hits(test, model).isEmpty());
    }

    private static ObjectNode had(JsonNode item) {
        return item(item).put("day", Times.day(item.path("timestamp_ms").asLong()));
    }

    private ObjectNode test(JsonNode test) {
        List<JsonNode> taken = first(test.path("taken"), TAKEN);
        List<Model> shown = models.stream()
                .filter(model -> !test.path("lists").path(model.name()).isEmpty())
                .toList();
        ObjectNode view =
                View.object().put("time", Times.minute(test.path("timestamp_ms").asLong()));
        view.set("taken", View.list(taken, Examples::item));
        int more = test.path("taken").size() - taken.size();
        view.put("more", more > 0 ? Numbers.count(more) : "");
        view.put("listed", !shown.isEmpty());
        view.set("models", View.list(shown, model -> ranks(test, model)));
        view.set("rows", rows(test, shown));
        return view;
    }

    private static ObjectNode ranks(JsonNode test, Model model) {
        List<String> ranks = new ArrayList<>();
        for (JsonNode rank : first(test.path("ranks").path(model.name()), TAKEN)) {
            ranks.add(rank.asInt() > 0 ? Numbers.count(rank.asInt()) : Numbers.NONE);
        }
        return model.view().put("ranks", String.join(" · ", ranks));
    }

    private static ArrayNode rows(JsonNode test, List<Model> models) {
        int places = models.stream()
                .mapToInt(model -> test.path("lists").path(model.name()).size())
                .max()
                .orElse(0);
        ArrayNode rows = View.object().arrayNode();
        for (int place = 0; place < places; place++) {
            int at = place;
            ObjectNode row = View.object().put("place", place + 1);
            row.set("cells", View.list(models, model -> cell(test, model, at)));
            rows.add(row);
        }
        return rows;
    }

    private static ObjectNode cell(JsonNode test, Model model, int place) {
        JsonNode item = test.path("lists").path(model.name()).path(place);
        ObjectNode view = item(item).put("hit", hits(test, model).contains(id(item)));
        JsonNode why = item.path("why");
        return view.put("why", why.isObject() ? Reasons.of(why) : "");
    }

    /** Items taken that the model had in its list. */
    private static Set<String> hits(JsonNode test, Model model) {
        Set<String> listed = ids(test.path("lists").path(model.name()));
        listed.retainAll(ids(test.path("taken")));
        return listed;
    }

    private static Set<String> ids(JsonNode items) {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(id(item)));
        return ids;
    }

    private static ObjectNode item(JsonNode item) {
        JsonNode title = item.path("title");
        boolean isTitled = title.isTextual() && !title.asText().isBlank();
        return View.object()
                .put("title", cut(isTitled ? title.asText() : id(item)))
                .put("untitled", !isTitled && !id(item).isEmpty());
    }

    private static String id(JsonNode item) {
        return item.path("item").asText();
    }

    /** The item's title, or its id. */
    static String name(JsonNode item) {
        return item(item).path("title").asText();
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    private static List<JsonNode> first(JsonNode array, int most) {
        List<JsonNode> all = all(array);
        return all.subList(0, Math.min(most, all.size()));
    }

    private static List<JsonNode> last(JsonNode array, int most) {
        List<JsonNode> all = all(array);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static List<JsonNode> all(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
