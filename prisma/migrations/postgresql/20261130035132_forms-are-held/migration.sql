-- AlterTable
ALTER TABLE "form_links" ADD COLUMN     "doubts" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "staff_devices" (
    "device_sha256" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "seen_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "staff_devices_pkey" PRIMARY KEY ("device_sha256","account")
);

-- CreateIndex
CREATE INDEX "staff_devices_by_account" ON "staff_devices"("account");
