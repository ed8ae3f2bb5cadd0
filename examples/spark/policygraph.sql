-- The same with SQL alone: documents in a table with the columns id, text, region, year; facts come out as lines of JSON.
--   spark-sql --conf spark.sql.catalogImplementation=hive -d program=/opt/policygraph -d facts=out/facts \
--     -f examples/spark/policygraph.sql
--   policygraph assemble out/facts --output policy.graph
INSERT OVERWRITE DIRECTORY '${facts}' USING text
SELECT TRANSFORM (to_json(named_struct('id', id, 'text', text, 'region', region, 'year', year)))
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
    USING '${program} extract --stdin'
    AS (line STRING)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
FROM documents;
