package io.freshet.jobs.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.schemas.Impression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What users were shown, as a file: lines of JSON with the fields of the impressions topic, {@code recommendationId},
 * {@code userId}, {@code itemIds} and {@code shownMs}. Plain or gzip, UTF-8. The whole is held in memory.
 */
public final class ImpressionFile {
    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    private ImpressionFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all of it.
     *
     * @throws InputException in one line, with the number of the line at fault
     */
    public static List<Impression> read(Path file) {
        try (Lines lines = Lines.of(TextFile.open(file))) {
            ImpressionFile reader = new ImpressionFile(file);
            List<Impression> impressions = new ArrayList<>();
            for (String line = lines.nextNonBlank(); line != null; line = lines.nextNonBlank()) {
                impressions.add(reader.impression(line, lines.place()));
            }
            if (impressions.isEmpty()) {
                throw new InputException(file + " is empty: give a file of impressions");
            }
            return impressions;
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private Impression impression(String line, String place) {
        JsonNode node = parsed(line, place);
        JsonNode items = node.path("itemIds");
        JsonNode time = node.path("shownMs");
        if (!items.isArray() || items.isEmpty()) {
            throw refused(place, "itemIds must be a list of one or more ids, but is " + items);
        }
        if (!time.canConvertToLong()) {
            throw refused(place, "shownMs must be milliseconds since 1970 UTC, but is " + time);
        }
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.asText()));
        try {
            return new Impression(
                    node.path("recommendationId").asText(), node.path("userId").asText(), ids, time.asLong());
        } catch (IllegalArgumentException e) {
            throw refused(place, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode parsed(String line, String place) {
        try {
            JsonNode node = json.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw refused(place, "it is no JSON (" + e.getOriginalMessage() + "): write one object a line");
        }
        throw refused(place, "it is no object: write one object a line");
    }

    private InputException refused(String place, String problem) {
        return new InputException(file + ", " + place + ": " + problem);
    }
}
