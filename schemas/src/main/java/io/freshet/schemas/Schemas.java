package io.freshet.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;

/** The Avro schemas of the topics, current and as released; read from the class path at each call. */
public final class Schemas {
    private static final List<String> NAMES = List.of(
            "Interaction",
            "Item",
            "RecommendationRequest",
            "Recommendations",
            "ItemState",
            "Evaluation",
            "Erasure",
            "ErasureReceipt",
            "Control",
            "Impression");

    // a release copies the current schemas to released/<version>, adds the version here and changes no older copy
    // 0.1-neighbours was in no release: rows as builds between 0.1 and declared features of items wrote them
    private static final List<String> RELEASES = List.of("0.1", "0.1-neighbours");

    private Schemas() {}

    /** The records that have a topic of their own. */
    public static List<String> names() {
        return NAMES;
    }

    /** The released versions, oldest first. */
    public static List<String> releases() {
        return RELEASES;
    }

    /**
     * The current schema of a record, as committed.
     *
     * @throws NoSuchElementException if there is no such record
     */
    public static String json(String name) {
        return text(name + ".avsc")
                .orElseThrow(() -> new NoSuchElementException("no record is called " + name + "; there are " + NAMES));
    }

    static Schema current(String name) {
        return new Schema.Parser().parse(json(name));
    }

    /** The schema of every release that had the record, oldest first. */
    static List<Schema> released(String name) {
        return RELEASES.stream()
                .flatMap(release -> text("released/" + release + "/" + name + ".avsc").stream())
                .map(json -> new Schema.Parser().parse(json))
                .toList();
    }

    private static Optional<String> text(String path) {
        try (InputStream in = Schemas.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " from the class path", e);
        }
    }
}
