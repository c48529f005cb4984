package io.freshet.jobs.export;

import io.freshet.jobs.text.CsvText;
import io.freshet.schemas.Interaction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Rows as CSV with a header; a cell without a value is empty. */
final class CsvWriter implements RowWriter {
    private static final int BUFFER = 1 << 16;

    /** Whole numbers up to here are exact, and shorter without a point. */
    private static final double LARGEST_WHOLE = 1e15;

    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    private CsvWriter(Writer out) {
        this.out = out;
    }

    static CsvWriter open(Path file, boolean gzip, List<String> features) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        try {
            OutputStream packed = gzip ? new GZIPOutputStream(bytes, BUFFER) : bytes;
            CsvWriter writer =
                    new CsvWriter(new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER));
            writer.header(features);
            return writer;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void header(List<String> features) throws IOException {
        out.write(String.join(",", Columns.OF_EVENT));
        for (String feature : features) {
            out.write(',');
            out.write(feature);
        }
        out.write('\n');
    }

    @Override
    public void write(Interaction event, double label, double[] features) throws IOException {
        line.setLength(0);
        line.append(CsvText.field(event.eventId())).append(',');
        line.append(CsvText.field(event.userId())).append(',');
        line.append(CsvText.field(event.itemId())).append(',');
        line.append(event.eventTimeMs()).append(',');
        line.append(CsvText.field(event.type())).append(',');
        number(label);
        for (double feature : features) {
            line.append(',');
            number(feature);
        }
        line.append('\n');
        out.append(line);
    }

    private void number(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            line.append((long) value);
        } else {
            line.append(value);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
