"""The table that the oracle scripts print and oracle_values.h reads: key, index, value, seventeen digits."""


def print_table(rows):
    print("key,index,value")
    for key, row in rows.items():
        for i, value in enumerate(row):
            print(f"{key},{i},{float(value):.17g}")
