package io.freshet.jobs.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedding.ContentMap;
import io.freshet.features.ItemFacts;
import io.freshet.ranking.eval.RecordedCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue as a file: lines of JSON with the fields of the items topic, {@code itemId}, {@code available}, {@code categories},
 * {@code content} and {@code updatedMs}, all but the first optional; or films with genres and years ({@link FilmContents}). Plain
 * or gzip, UTF-8. The whole is held in memory.
 */
public final class CatalogueFile {
    private static final Set<String> FIELDS =
            Set.of("itemId", "title", "available", "categories", "content", "updatedMs");

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();
    private int length;

    private CatalogueFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all of it.
     *
     * @throws InputException in one line, with the number of the line at fault
     */
    public static RecordedCatalogue read(Path file) {
        try (Lines lines = Lines.of(TextFile.open(file))) {
            String first = lines.nextNonBlank();
            if (first == null) {
                throw new InputException(file + " is empty: give a file of items");
            }
            return first.stripLeading().startsWith("{")
                    ? new CatalogueFile(file).items(first, lines)
                    : FilmContents.read(file, first, lines);
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private RecordedCatalogue items(String first, Lines lines) throws IOException {
        List<RecordedCatalogue.Entry> entries = new ArrayList<>();
        for (String line = first; line != null; line = lines.nextNonBlank()) {
            entries.add(item(line, lines.place()));
        }
        return new RecordedCatalogue(entries);
    }

    private RecordedCatalogue.Entry item(String line, String place) {
        JsonNode item = parsed(line, place);
        item.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw refused(
                        place,
                        "there is no field " + Fields.shown(name) + ": use "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
            }
        });
        String id = item.path("itemId").asText();
        if (id.isEmpty()) {
            throw refused(place, "itemId is missing: give every item its id");
        }
        List<String> categories = new ArrayList<>();
        item.path("categories").forEach(category -> categories.add(category.asText()));
        ItemFacts facts = new ItemFacts(item.path("available").asBoolean(true), categories);
        return new RecordedCatalogue.Entry(
                id,
                facts,
                content(item.path("content"), place),
                item.path("updatedMs").asLong(0));
    }

    private JsonNode parsed(String line, String place) {
        try {
            JsonNode item = json.readTree(line);
            if (item.isObject()) {
                return item;
            }
        } catch (JsonProcessingException e) {
            throw refused(place, "it is no JSON (" + e.getOriginalMessage() + "): write one object a line");
        }
        throw refused(place, "it is no object: write one object a line");
    }

    private float @Nullable [] content(JsonNode values, String place) {
        if (values.isMissingNode() || values.isNull()) {
            return null;
        }
        if (!values.isArray() || values.isEmpty() || values.size() > ContentMap.MOST_INPUTS) {
            throw refused(
                    place, "content must be 1 to " + ContentMap.MOST_INPUTS + " numbers, but has " + values.size());
        }
        length = length == 0 ? values.size() : length;
        if (values.size() != length) {
            throw refused(
                    place,
                    "content has " + values.size() + " numbers, but " + length
                            + " in an earlier line: use one embedder for all");
        }
        float[] content = new float[length];
        for (int i = 0; i < length; i++) {
            content[i] = (float) values.get(i).asDouble(Double.NaN);
            if (!values.get(i).isNumber() || !Float.isFinite(content[i])) {
                throw refused(
                        place, "content has " + values.get(i) + " at place " + i + ": only finite numbers can be used");
            }
        }
        return content;
    }

    private InputException refused(String place, String problem) {
        return new InputException(file + ", " + place + ": " + problem);
    }
}
