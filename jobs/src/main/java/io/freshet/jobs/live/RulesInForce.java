package io.freshet.jobs.live;

import io.freshet.jobs.kafka.RulesChange;
import io.freshet.jobs.rules.ControlDecoder;
import io.freshet.jobs.rules.RulesFile;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.pipeline.Rules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that one learner's lists obey: the newest by their epoch. Mailbox thread only. */
final class RulesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);
    private static final int VERSION = 1;

    private final Recommender recommender;
    private RulesChange newest = RulesChange.WITHDRAWN;
    private Rules rules = Rules.NONE;

    RulesInForce(Recommender recommender) {
        this.recommender = recommender;
    }

    /** How many there are. */
    int count() {
        return rules.all().size();
    }

    /** Puts rules in force from the next list on, unless newer ones are. */
    void take(RulesChange change) {
        if (!change.isWithdrawal() && change.epoch() < newest.epoch()) {
            LOG.info("Rules of epoch {} came too late: those of epoch {} are in force", change.epoch(), newest.epoch());
            return;
        }
        rules = change.isWithdrawal() ? Rules.NONE : RulesFile.parse(ControlDecoder.RULES, change.yaml());
        newest = change;
        recommender.rules(rules);
        LOG.info("{} rules of epoch {} are in force", count(), newest.epoch());
    }

    /** Of a version of the format, for {@link #restore}. */
    byte[] saved() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] yaml = newest.yaml().getBytes(StandardCharsets.UTF_8);
            out.writeByte(VERSION);
            out.writeLong(newest.epoch());
            out.writeInt(yaml.length);
            out.write(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if they were not written by {@link #saved}, or by a newer one */
    void restore(byte[] saved) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("the saved rules have format version " + version + ", but this program reads "
                    + VERSION + ": use the program that wrote them");
        }
        long epoch = in.readLong();
        byte[] yaml = new byte[in.readInt()];
        in.readFully(yaml);
        take(new RulesChange(new String(yaml, StandardCharsets.UTF_8), epoch));
    }
}
