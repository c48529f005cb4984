package io.freshet.jobs.rundir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes the directory of a run that never took place. */
public final class RunFixture {
    private final List<String> models;
    private final List<String> rows = new ArrayList<>();
    private String sha256 = "aa";
    private String mode = "G";
    private String variant = "X";
    private int warmUpEvents;
    private int events = -1;

    public RunFixture(String... models) {
        this.models = List.of(models);
    }

    public RunFixture sha256(String value) {
        sha256 = value;
        return this;
    }

    public RunFixture mode(String value) {
        mode = value;
        return this;
    }

    public RunFixture variant(String value) {
        variant = value;
        return this;
    }

    public RunFixture warmUpEvents(int value) {
        warmUpEvents = value;
        return this;
    }

    /** Length of the stream, if some of its events are not tested. */
    public RunFixture events(int value) {
        events = value;
        return this;
    }

    /** The next event of a user with 10 earlier events on an item first seen two days before. */
    public RunFixture tested(String user, int... ranks) {
        return tested(rows.size(), user, 10, "172800000", ranks);
    }

    public RunFixture tested(int index, String user, int userEvents, String itemAgeMs, int... ranks) {
        StringBuilder row = new StringBuilder();
        row.append(index)
                .append(",e")
                .append(index)
                .append(',')
                .append(user)
                .append(",i,")
                .append(1_000L * index);
        row.append(',').append(userEvents).append(',').append(itemAgeMs);
        Arrays.stream(ranks).forEach(rank -> row.append(',').append(rank));
        return row(row.toString());
    }

    /** A row as it is. */
    public RunFixture row(String row) {
        rows.add(row);
        return this;
    }

    /** Returns the directory. */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("manifest.json"), manifest().toString());
        try (Writer out = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(directory.resolve("per_event.csv.gz"))),
                StandardCharsets.UTF_8))) {
            out.write("index,event,user,item,timestamp_ms,user_events,item_age_ms," + String.join(",", models) + "\n");
            for (String row : rows) {
                out.append(row).append('\n');
            }
        }
        return directory;
    }

    private ObjectNode manifest() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", 1);
        root.putObject("input")
                .put("source", "interactions.csv.gz")
                .put("sha256", sha256)
                .put("events", events < 0 ? rows.size() : events);
        root.putObject("protocol").put("mode", mode).put("variant", variant).put("warm_up_events", warmUpEvents);
        ArrayNode names = root.putArray("models");
        models.forEach(names::add);
        return root;
    }
}
