package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page with holes, filled from JSON; immutable.
 *
 * <p>{@code {{name}}} is escaped, {@code {{{name}}}} stands as it is. {@code {{#name}}…{{/name}}} is repeated for each
 * element of an array, or stands once for any other value but null, false and the empty text;
 * {@code {{^name}}…{{/name}}} stands where the other would not. A name is looked up from the inside out, {@code .} is
 * the innermost value itself, and {@code a.b} is b of a.
 */
final class Template {
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{|[#^/]?)([^{}\\s]+)}?}}");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    static Template parse(String text) {
        Matcher tags = TAG.matcher(text);
        List<Part> parts = new ArrayList<>();
        int end = parse(text, tags, 0, "", parts);
        parts.add(new Text(text.substring(end)));
        return new Template(List.copyOf(parts));
    }

    String render(JsonNode view) {
        StringBuilder out = new StringBuilder();
        render(parts, new Scope(view, null), out);
        return out.toString();
    }

    /** Parses up to the section's end and returns the place behind it, or behind the last tag. */
    private static int parse(String text, Matcher tags, int from, String section, List<Part> parts) {
        int at = from;
        while (tags.find(at)) {
            parts.add(new Text(text.substring(at, tags.start())));
            String kind = tags.group(1);
            String name = tags.group(2);
            at = tags.end();
            if (kind.equals("/")) {
                requireSame(section, name);
                return at;
            }
            if (kind.equals("#") || kind.equals("^")) {
                List<Part> inner = new ArrayList<>();
                at = parse(text, tags, at, name, inner);
                parts.add(new Section(name, kind.equals("#"), List.copyOf(inner)));
            } else {
                parts.add(new Value(name, !kind.equals("{")));
            }
        }
        requireSame(section, "");
        return at;
    }

    private static void requireSame(String opened, String closed) {
        if (!opened.equals(closed)) {
            throw new IllegalArgumentException("section \"" + opened + "\" ends as \"" + closed + "\": close it first");
        }
    }

    private static void render(List<Part> parts, Scope scope, StringBuilder out) {
        for (Part part : parts) {
            part.render(scope, out);
        }
    }

    private sealed interface Part {
        void render(Scope scope, StringBuilder out);
    }

    private record Text(String text) implements Part {
        @Override
        public void render(Scope scope, StringBuilder out) {
            out.append(text);
        }
    }

    private record Value(String name, boolean escape) implements Part {
        @Override
        public void render(Scope scope, StringBuilder out) {
            JsonNode value = scope.find(name);
            if (value.isMissingNode() || value.isContainerNode()) {
                throw new IllegalArgumentException("no value for \"" + name + "\": put one into the view");
            }
            String text = value.isNull() ? "" : value.asText();
            out.append(escape ? Html.escaped(text) : text);
        }
    }

    private record Section(String name, boolean ifThere, List<Part> parts) implements Part {
        @Override
        public void render(Scope scope, StringBuilder out) {
            JsonNode value = scope.find(name);
            if (isThere(value) != ifThere) {
                return;
            }
            if (!value.isArray()) {
                Template.render(parts, ifThere ? new Scope(value, scope) : scope, out);
                return;
            }
            if (!ifThere) {
                Template.render(parts, scope, out);
            }
            for (JsonNode element : value) {
                Template.render(parts, new Scope(element, scope), out);
            }
        }

        private static boolean isThere(JsonNode value) {
            return switch (value.getNodeType()) {
                case ARRAY -> !value.isEmpty();
                case BOOLEAN -> value.asBoolean();
                case STRING -> !value.asText().isEmpty();
                case NULL, MISSING -> false;
                default -> true;
            };
        }
    }

    private record Scope(JsonNode value, @Nullable Scope outer) {
        JsonNode find(String name) {
            if (name.equals(".")) {
                return value;
            }
            String[] path = name.split("\\.");
            JsonNode found = named(path[0]);
            for (int i = 1; i < path.length; i++) {
                found = found.path(path[i]);
            }
            return found;
        }

        private JsonNode named(String name) {
            return value.has(name) || outer == null ? value.path(name) : outer.named(name);
        }
    }
}
