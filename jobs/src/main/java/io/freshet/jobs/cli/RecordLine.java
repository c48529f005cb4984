package io.freshet.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.freshet.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** One record as one line of JSON, whatever is in it; not thread safe. */
final class RecordLine {
    private static final String ERROR_HEADER = "__connect.errors.";

    private final ObjectMapper mapper = new ObjectMapper();
    private final TopicKind.ToJson decoder;

    RecordLine(TopicKind.ToJson decoder) {
        this.decoder = decoder;
    }

    /** The decoded record, a tombstone by its key, or why it cannot be decoded. */
    String of(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return placed(record).put("tombstone", true).toString();
        }
        try {
            return decoder.of(record.value());
        } catch (UndecodableRecordException e) {
            return placed(record).put("undecodable", e.getMessage()).toString();
        }
    }

    /** A dead letter: why it is there, and the record itself if it can be decoded. */
    String ofDeadLetter(ConsumerRecord<String, byte[]> record) {
        ObjectNode line = mapper.createObjectNode().put("key", record.key());
        for (Header header : record.headers()) {
            if (header.key().startsWith(ERROR_HEADER)) {
                line.put(
                        header.key().substring(ERROR_HEADER.length()),
                        new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return line.putRawValue("record", new RawValue(of(record))).toString();
    }

    private ObjectNode placed(ConsumerRecord<String, byte[]> record) {
        return mapper.createObjectNode()
                .put("key", record.key())
                .put("partition", record.partition())
                .put("offset", record.offset());
    }
}
